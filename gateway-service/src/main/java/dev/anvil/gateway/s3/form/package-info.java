/**
 * Uploads by forms in browsers: {@code POST} to a bucket with a policy document that whoever made the form has signed. The fields
 * stand before the file, so everything that can be refused is refused before the file is read; then the form becomes the put
 * that it stands for.
 */
@NullMarked
package dev.anvil.gateway.s3.form;

import org.jspecify.annotations.NullMarked;
